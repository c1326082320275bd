/* The text of --help. */
#include "options.h"

static const char help_text[] =
    "Usage: dgg [OPTIONS]                     read and answer chat\n"
    "       dgg tail [--json] [--events LIST] print events, one per line\n"
    "       dgg demo-server [--port N] [--script FILE]\n"
    "                                         the embedded server alone\n"
    "\n"
    "  --demo                 a chat of its own: no network, no account\n"
    "  --record FILE          write what arrives to a new file\n"
    "  --record-whispers      whispers, too\n"
    "  --replay FILE          play what was recorded: no network\n"
    "  --speed N              demo or replay N times as fast, 0.01 to 1000\n"
    "  --chat-url URL         default wss://chat.destiny.gg/ws\n"
    "  --site-url URL         default https://www.destiny.gg\n"
    "  --api-url URL          default SITE/api\n"
    "  --cdn-url URL          default: found through the site\n"
    "  --ca-file FILE         extra certificates to trust\n"
    "  --trust-endpoint       send credentials to the addresses above\n"
    "  --token-file FILE      a login key, in a file only you can read\n"
    "  --session-file FILE    a session id, in a file only you can read\n"
    "  -h, --help             this text\n"
    "  -V, --version          the version\n"
    "\n"
    "tail:\n"
    "  --json                 one JSON object per event, payload as sent\n"
    "  --events LIST          only these, e.g. MSG,PRIVMSG,OPEN,CLOSE\n"
    "demo-server:\n"
    "  --port N               default: any free port, printed at the start\n"
    "  --script FILE          instead of the built-in script\n"
    "\n"
    "Environment: DGG_AUTH_TOKEN (login key), DGG_SESSION_ID,\n"
    "DGG_CHAT_URL, DGG_SITE_URL, DGG_API_URL, DGG_CDN_URL,\n"
    "DGG_TRUST_ENDPOINT=1, NO_COLOR. Press F1 in the reader for its keys.\n";

const char *options_help(void) {
    return help_text;
}
