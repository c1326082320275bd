/*
 * What a typed line means: a command, or text for the window it was typed in.
 */
#ifndef INPUT_COMMAND_H
#define INPUT_COMMAND_H

#include <stddef.h>

/* command, names (separated by NULs, the first is the main one), usage, help
 * line */
#define INPUT_COMMAND_LIST(X)                                          \
    X(COMMAND_HELP, "help", "/help", "show keys and commands")         \
    X(COMMAND_WHISPER, "msg\0message\0whisper\0w\0tell\0t\0notify",    \
      "/msg nick text", "whisper to somebody")                         \
    X(COMMAND_OPEN, "open\0o", "/open nick", "open a conversation")    \
    X(COMMAND_REPLY, "reply\0r", "/reply",                             \
      "open the conversation of the last whisper received")            \
    X(COMMAND_EXIT, "exit", "/exit", "close the conversation shown")   \
    X(COMMAND_LOG, "log", "/log nick", "what somebody said before")    \
    X(COMMAND_CONNECT, "connect", "/connect", "connect now")           \
    X(COMMAND_DISCONNECT, "disconnect", "/disconnect", "stay offline") \
    X(COMMAND_QUIT, "quit\0q", "/quit", "leave")

typedef enum input_command {
    COMMAND_TEXT, /* no command: text to send, /me included */
    COMMAND_UNKNOWN,
#define INPUT_COMMAND_ENUM(command, names, usage, help) command,
    INPUT_COMMAND_LIST(INPUT_COMMAND_ENUM)
#undef INPUT_COMMAND_ENUM
        COMMANDS
} input_command;

enum { COMMAND_WORD_BYTES = 64 };

typedef struct input_parsed {
    input_command command;
    char name[COMMAND_WORD_BYTES]; /* as typed, without the slash */
    char nick[COMMAND_WORD_BYTES]; /* the first argument, or "" */
    const char *text;              /* COMMAND_TEXT: what to send, "//x" as "/x";
                                      otherwise what follows the first argument */
} input_parsed;

/* `parsed->text` points into `typed`. */
void input_parse(input_parsed *parsed, const char *typed);

/* The command name nearest to a mistyped one, e.g. "whisper"; never NULL. */
const char *input_command_nearest(const char *name);

/* The table for the help pane: NULL for what is no command. */
const char *input_command_usage(input_command command);
const char *input_command_help(input_command command);

#endif
