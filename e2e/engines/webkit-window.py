"""The windows in which WebKitWebDriver opens pages: WebKitGTK's view and nothing else.

The distribution's MiniBrowser would do, but for its toolbar, which no window can be
narrower than, and its settings, which a session of the driver does not get. What the
protocol of the driver has no word for is asked for here, a line of JSON for each, over
the socket whose port is the first argument. So is what runs on a page: the driver waits
for one script before the next, and for ever where a page is left meanwhile.
"""

import json
import os
import socket
import sys
import threading

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

port, profile = int(sys.argv[1]), sys.argv[2]
line = socket.create_connection(('127.0.0.1', port))
views = []
pending = {}
without_scripts = set()
clipboard = {'allowed': False}
downloads = {'folder': profile}

# The console of a page that is driven is not printed, and the protocol has none: the
# page's own objections are sent from where they arise, before any of its scripts runs.
LISTEN = '''(() => {
  const { e2e } = webkit.messageHandlers;
  const post = e2e.postMessage.bind(e2e);
  const say = (event, text, type) => post(JSON.stringify({ event, text, type, place: location.href }));
  const written = (value) => (value instanceof Error ? `${value.name}: ${value.message} ${value.stack}` : String(value));
  for (const type of ['error', 'warn', 'assert', 'log', 'info']) {
    const original = console[type];
    console[type] = function (...args) {
      if (type !== 'assert' || !args[0]) say('console', args.map(written).join(' '), type);
      return original.apply(this, args);
    };
  }
  addEventListener('error', (event) => { if (event instanceof ErrorEvent) say('uncaught', `${event.message} ${event.error?.stack ?? ''}`); });
  addEventListener('unhandledrejection', ({ reason }) => say('uncaught', `unhandled rejection: ${written(reason)}`));
  document.addEventListener('securitypolicyviolation', (event) => say('console', `Refused by the Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`, 'error'));
  document.addEventListener('DOMContentLoaded', () => { if (window === top) say('parsed', location.href); });
})();'''
disk = os.statvfs(profile)
share = float(os.environ['STORAGE']) / (disk.f_blocks * disk.f_frsize) if 'STORAGE' in os.environ else -1  # as usual
manager = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(profile, 'data'), base_cache_directory=os.path.join(profile, 'cache'),
    origin_storage_ratio=share, total_storage_ratio=share)
context = WebKit2.WebContext(website_data_manager=manager)
# The last line of defence: what is not on this machine is asked of a port that nobody listens on.
context.get_website_data_manager().set_network_proxy_settings(
    WebKit2.NetworkProxyMode.CUSTOM, WebKit2.NetworkProxySettings.new('http://127.0.0.1:9', ['127.0.0.1', 'localhost']))
context.set_preferred_languages(['en-US', 'en'])
context.set_automation_allowed(True)


def say(message):
    line.sendall((json.dumps(message) + '\n').encode())


def open_window(*_):
    content = WebKit2.UserContentManager()
    settings = WebKit2.Settings()
    settings.set_enable_developer_extras(True)
    settings.set_zoom_text_only(True)
    settings.set_javascript_can_access_clipboard(clipboard['allowed'])
    view = WebKit2.WebView(web_context=context, settings=settings, user_content_manager=content, is_controlled_by_automation=True)
    number = len(views)
    views.append(view)
    content.register_script_message_handler('e2e')
    content.connect('script-message-received::e2e', lambda _content, said: say({'view': number, **json.loads(said.get_js_value().to_string())}))
    script(number, LISTEN)
    view.connect('resource-load-started', lambda _view, resource, request: load(number, resource, request))
    view.connect('load-changed', lambda _view, event: changed(number, event))
    view.connect('load-failed', lambda _view, _event, url, error: say({'event': 'failed', 'view': number, 'text': f'{error.message} at {url}'}))
    view.connect('web-process-terminated', lambda _view, reason: say({'event': 'crash', 'view': number, 'reason': str(reason)}))
    # What a test opens is as large as the first, and on top of it.
    window = Gtk.Window(decorated=False)
    window.set_default_size(1280, 800)
    window.add(view)
    view.connect('close', lambda _view: window.destroy())
    # No window manager gives it the keyboard, without which nothing on the page shows its focus.
    window.connect('map-event', lambda window, _event: window.get_window().focus(0))
    window.show_all()
    return view


def changed(view, event):
    if event == WebKit2.LoadEvent.COMMITTED:  # what ran on the page before will not answer
        for number in pending.pop(view, set()):
            say({'id': number, 'error': 'Execution context was destroyed, most likely because of a navigation'})
    if event == WebKit2.LoadEvent.FINISHED:
        say({'event': 'loaded', 'view': view})


def evaluate(number, view, body):
    asked = pending.setdefault(view, set())
    asked.add(number)
    settings = views[view].get_settings()
    # On for what a test runs alone: the page has been parsed without.
    settings.set_enable_javascript(True)

    def done(source, result):
        if view in without_scripts:
            settings.set_enable_javascript(False)
        if number not in asked:
            return
        asked.discard(number)
        try:
            say({'id': number, 'value': source.call_async_javascript_function_finish(result).to_string()})
        except GLib.Error as error:
            say({'id': number, 'error': error.message})

    views[view].call_async_javascript_function(body, -1, None, None, None, None, done)


def load(view, resource, request):
    if request.get_uri().startswith('about:'):  # what follows on a document that did not come
        return
    say({'event': 'request', 'view': view, 'url': request.get_uri()})

    def failed(why):
        say({'event': 'console', 'view': view, 'type': 'error', 'text': f'Failed to load resource: {why}', 'place': resource.get_uri()})

    def finished(_resource):
        status = resource.get_response().get_status_code() if resource.get_response() else 0
        if status >= 400:
            failed(f'the server responded with a status of {status}')

    resource.connect('finished', finished)
    def broken(_resource, error):
        # What a page that is left had still asked for is nothing that other consoles tell.
        if not error.matches(WebKit2.network_error_quark(), WebKit2.NetworkError.CANCELLED):
            failed(error.message)

    resource.connect('failed', broken)


def started(_context, session):
    application = WebKit2.ApplicationInfo()
    application.set_name('window')
    application.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(application)
    session.connect('create-web-view::window', open_window)
    session.connect('create-web-view::tab', open_window)


def downloaded(_context, download):
    where = {}

    def decide(_download, name):
        where['whole'] = os.path.join(downloads['folder'], name)
        download.set_destination(GLib.filename_to_uri(where['whole'] + '.part'))
        return True

    download.connect('decide-destination', decide)
    download.connect('finished', lambda _download: os.rename(where['whole'] + '.part', where['whole']))


def resize(view, width, height):
    views[view].get_toplevel().resize(width, height)


def script(view, source):
    views[view].get_user_content_manager().add_script(WebKit2.UserScript(
        source, WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None))


def scripts(view, sources):
    views[view].get_user_content_manager().remove_all_scripts()
    for source in [LISTEN, *sources]:
        script(view, source)


def allow_scripts(view, allowed):
    (without_scripts.discard if allowed else without_scripts.add)(view)
    views[view].get_settings().set_enable_javascript(allowed)


def allow_clipboard(allowed):
    clipboard['allowed'] = allowed
    for view in views:
        view.get_settings().set_javascript_can_access_clipboard(allowed)


def theme(dark):
    Gtk.Settings.get_default().set_property('gtk-application-prefer-dark-theme', dark)


def motion(reduced):
    Gtk.Settings.get_default().set_property('gtk-enable-animations', not reduced)


ASKED = {
    'goto': lambda view, url: views[view].load_uri(url),
    'reload': lambda view: views[view].reload(),
    'resize': resize,
    'scripts': scripts,
    'javascript': allow_scripts,
    'theme': theme,
    'motion': motion,
    'languages': lambda languages: context.set_preferred_languages(languages),
    'clipboard': allow_clipboard,
    'downloads': lambda folder: downloads.update(folder=folder),
    'zoom': lambda view, factor: views[view].set_zoom_level(factor),
    'front': lambda view: views[view].get_toplevel().present(),
}


def answer(message):
    number, asked, args = message
    try:
        if asked == 'evaluate':
            evaluate(number, *args)
            return False
        ASKED[asked](*args)
        say({'id': number})
    except Exception as error:  # the other side has to know
        say({'id': number, 'error': repr(error)})
    return False


def listen():
    with line.makefile() as lines:
        for text in lines:
            GLib.idle_add(answer, json.loads(text), priority=GLib.PRIORITY_DEFAULT)
    GLib.idle_add(Gtk.main_quit)


context.connect('automation-started', started)
context.connect('download-started', downloaded)
threading.Thread(target=listen, daemon=True).start()
Gtk.main()
