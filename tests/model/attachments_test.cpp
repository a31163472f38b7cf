#include "model/attachments.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

using Lines = std::vector<std::string>;
constexpr long long kMiB = 1024 * 1024;

Lines verdict(const std::vector<Attachment>& files) {
  Errors errors;
  judge_attachments(sample::catalogue().find_form("02"), files, errors);
  return sample::lines(errors);
}

Attachment of_size(long long size_bytes) {
  Attachment file = sample::evidence("training_notice");
  file.size_bytes = size_bytes;
  return file;
}

TEST(Attachments, AreAtMostTenMegabytesEachAndFiftyTogether) {
  EXPECT_EQ(verdict({of_size(1), of_size(10 * kMiB)}), Lines{});
  EXPECT_EQ(verdict({of_size(1), of_size(10 * kMiB + 1)}), Lines{"attachment_too_large /attachments/1"});
  EXPECT_EQ(verdict(std::vector<Attachment>(5, of_size(10 * kMiB))), Lines{});
  std::vector<Attachment> files(5, of_size(10 * kMiB));
  files.push_back(of_size(1));
  EXPECT_EQ(verdict(files), Lines{"attachments_too_large /attachments"});
}

TEST(Attachments, MayNotBeEmpty) {
  EXPECT_EQ(verdict({of_size(0)}), Lines{"attachment_empty /attachments/0"});
  EXPECT_EQ(verdict({of_size(-5)}), Lines{"attachment_empty /attachments/0"});
}

TEST(Attachments, OfImpossibleSizesDoNotOverflow) {
  const std::vector<Attachment> files(3, of_size(std::numeric_limits<long long>::max()));
  const Lines lines = verdict(files);
  EXPECT_EQ(lines.back(), "attachments_too_large /attachments");
  EXPECT_EQ(lines.size(), 4u);
}

TEST(Attachments, AreAtMostSixty) {
  EXPECT_EQ(verdict(std::vector<Attachment>(60, of_size(1))), Lines{});
  EXPECT_EQ(verdict(std::vector<Attachment>(61, of_size(1))), Lines{"too_many_attachments /attachments"});
}

TEST(Attachments, ArePicturesOrPdfAndBelongToAMaterialOfTheForm) {
  Attachment file = of_size(1);
  for (const char* type : {"image/jpeg", "image/png", "application/pdf"}) {
    file.media_type = type;
    EXPECT_EQ(verdict({file}), Lines{}) << type;
  }
  for (const char* type : {"", "image/gif", "text/html", "image/svg+xml", "IMAGE/JPEG"}) {
    file.media_type = type;
    EXPECT_EQ(verdict({file}), Lines{"attachment_type /attachments/0"}) << type;
  }
  file = sample::evidence("reading_certificate");  // of another form
  EXPECT_EQ(verdict({file}), Lines{"unknown_material /attachments/0"});
}

TEST(SniffMediaType, GoesByContent) {
  const auto sniff = [](std::string head, std::size_t size) {
    head.resize(size, '\0');
    return sniff_media_type({reinterpret_cast<const std::uint8_t*>(head.data()), head.size()});
  };
  EXPECT_EQ(sniff("\xFF\xD8\xFF\xE0", 16), "image/jpeg");
  EXPECT_EQ(sniff("\x89PNG\r\n\x1a\n", 16), "image/png");
  EXPECT_EQ(sniff("%PDF-1.7", 4096), "application/pdf");
  for (const char* head : {"", "GIF89a", "<html>", "PK\x03\x04", "\x89PNG\n\x1a\n", "\xFF\xD8", "%PD-", " %PDF-", "RIFF"})
    EXPECT_EQ(sniff(head, 64), "") << head;
  for (std::size_t size = 0; size < 16; ++size) EXPECT_EQ(sniff("%PDF-1.7", size), "") << "too short for a verdict";
}

}  // namespace
}  // namespace portal::model
