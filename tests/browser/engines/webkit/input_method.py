"""An input method for the stories: an engine of IBus that composes what it is told, a line of JSON on its standard input for each step.

{"compose": "shui"} shows a preedit, {"commit": "水利"} ends it with a text, {"take": "Enter"} takes the next key that goes down.
Answers "ready" when it is the input method of the bus, then "ok" for each step.
"""
import json
import sys

import gi

gi.require_version("IBus", "1.0")
from gi.repository import GLib, IBus

NAME = "stories"
current = None


class Engine(IBus.Engine):
    __gtype_name__ = "StoriesEngine"

    def __init__(self, bus, path):
        super().__init__(connection=bus.get_connection(), object_path=path)
        self.taking = False

    def do_focus_in(self):
        global current
        current = self

    def do_enable(self):
        global current
        current = self

    def do_process_key_event(self, keyval, keycode, state):
        taken = self.taking and not state & IBus.ModifierType.RELEASE_MASK
        self.taking = self.taking and not taken
        return taken

    def take(self, _name):
        self.taking = True

    def compose(self, text):
        shown = IBus.Text.new_from_string(text)
        shown.append_attribute(IBus.AttrType.UNDERLINE, IBus.AttrUnderline.SINGLE, 0, len(text))
        self.update_preedit_text_with_mode(shown, len(text), text != "", IBus.PreeditFocusMode.CLEAR)

    def commit(self, text):
        self.compose("")
        if text:
            self.commit_text(IBus.Text.new_from_string(text))


class Factory(IBus.Factory):
    def __init__(self, bus):
        super().__init__(connection=bus.get_connection(), object_path=IBus.PATH_FACTORY)
        self.bus = bus
        self.made = 0

    def do_create_engine(self, name):
        self.made += 1
        return Engine(self.bus, f"/org/freedesktop/IBus/Engine/{NAME}/{self.made}")


def say(word):
    print(word, flush=True)


def step(source, _condition, loop):
    line = source.readline()
    if not line:
        loop.quit()
        return False
    try:
        for action, text in json.loads(line).items():
            getattr(current, action)(text)
        say("ok")
    except Exception as error:
        say(f"failed: {error}")
    return True


def serve(bus, loop):
    """Makes this the input method of a bus that is there."""
    bus.factory = Factory(bus)
    component = IBus.Component(name=f"org.freedesktop.IBus.{NAME}", description="", version="1", license="", author="", homepage="", command_line="", textdomain="")
    component.add_engine(IBus.EngineDesc(name=NAME, longname=NAME, description="", language="zh", license="", author="", icon="", layout="us"))
    bus.register_component(component)
    bus.request_name(f"org.freedesktop.IBus.{NAME}", 0)
    done = lambda source, result: say("ready" if bus.set_global_engine_async_finish(result) else "failed: not the input method of the bus")
    bus.set_global_engine_async(NAME, -1, None, done)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, step, loop)


def main():
    IBus.init()
    bus = IBus.Bus()
    loop = GLib.MainLoop()
    bus.connect("connected", lambda _: serve(bus, loop))
    bus.connect("disconnected", lambda _: loop.quit())
    if bus.is_connected():
        serve(bus, loop)
    loop.run()


main()
