// Pictures of strangers as they may be kept: whole, bounded, and with nothing in them but what is to be seen.
//
// What a picture is made of is copied without loss: of a JPEG its tables, frame and scans, of a PNG pixels, palette and the few chunks
// about colour and size. All else goes: EXIF (place, time, camera), XMP, comments, thumbnails, profiles, texts, whatever stands behind the
// end. Which way up it is to be shown (EXIF orientation) is kept, alone. Then every row is decoded, by libjpeg or libpng.
//
// What has nothing else in it comes back byte for byte: its hash stays the one that the sender made. It never grows.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace portal::server {

inline constexpr long long kPicturePixelsMax = 64'000'000;

// media_type: image/jpeg or image/png. Errors: attachment_broken, attachment_too_many_pixels(max_megapixels).
model::Result<std::string> clean_picture(std::string_view bytes, std::string_view media_type);

}  // namespace portal::server
