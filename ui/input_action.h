/*
 * Everything a key can do, in one table: it feeds the bindings, the help pane
 * and the README.
 */
#ifndef INPUT_ACTION_H
#define INPUT_ACTION_H

#include "input_key.h"

#include <stddef.h>

/* name, default keys (separated by spaces), help line; an empty help line
 * keeps an action out of the help pane */
#define INPUT_ACTION_LIST(X)                                               \
    X(ACTION_SEND, "Enter", "send to the name in the prompt")              \
    X(ACTION_LEFT, "Left C-b", "move left")                                \
    X(ACTION_RIGHT, "Right C-f", "move right")                             \
    X(ACTION_WORD_LEFT, "C-Left M-b", "move a word left")                  \
    X(ACTION_WORD_RIGHT, "C-Right M-f", "move a word right")               \
    X(ACTION_LINE_START, "Home C-a", "to the start of the line")           \
    X(ACTION_LINE_END, "End C-e", "to its end; on an empty line: live")    \
    X(ACTION_RUBOUT, "Backspace C-h", "delete the character before")       \
    X(ACTION_DELETE, "Delete C-d", "delete the character under")           \
    X(ACTION_KILL_WORD_BACK, "C-w M-Backspace", "cut the word before")     \
    X(ACTION_KILL_WORD, "M-d", "cut the word after")                       \
    X(ACTION_KILL_TO_START, "C-u", "cut to the start")                     \
    X(ACTION_KILL_TO_END, "C-k", "cut to the end")                         \
    X(ACTION_YANK, "C-y", "put back what was cut")                         \
    X(ACTION_OLDER, "Up", "older line typed before")                       \
    X(ACTION_NEWER, "Down", "newer line typed before")                     \
    X(ACTION_CLEAR, "C-c", "clear the line; empty: press twice to leave")  \
    X(ACTION_ESCAPE, "Esc C-g", "close what is open, then back to live")   \
    X(ACTION_PAGE_UP, "PgUp M-v", "a page up; the view stays put")         \
    X(ACTION_PAGE_DOWN, "PgDn C-v", "a page down")                         \
    X(ACTION_ROW_UP, "S-Up", "a row up")                                   \
    X(ACTION_ROW_DOWN, "S-Down", "a row down")                             \
    X(ACTION_OLDEST, "M-< C-Home", "the oldest line")                      \
    X(ACTION_LIVE, "M-> C-End", "back to live")                            \
    X(ACTION_NEXT_WINDOW, "C-n M-Right", "next conversation")              \
    X(ACTION_PREVIOUS_WINDOW, "C-p M-Left", "previous conversation")       \
    X(ACTION_NEXT_UNREAD, "M-a", "next conversation with unread whispers") \
    X(ACTION_REPLY, "M-r", "reply to the last whisper received")           \
    X(ACTION_WINDOW, "M-1 M-2 M-3 M-4 M-5 M-6 M-7 M-8 M-9",                \
      "conversation by number; 1 is chat")                                 \
    X(ACTION_HELP, "F1 M-?", "these keys")                                 \
    X(ACTION_USERS, "F2 M-N", "user list")                                 \
    X(ACTION_WHISPERS, "F4 M-w", "whispers")                               \
    X(ACTION_LOG, "F7 M-i", "log of the nick typed, chosen or seen last")  \
    X(ACTION_OTHER_PANE, "Tab", "on an empty line: scroll chat or log")    \
    X(ACTION_REPAINT, "C-l", "repaint the screen")                         \
    X(ACTION_SUSPEND, "C-z", "suspend the program")                        \
    X(ACTION_PASTE_BEGIN, "PasteBegin", "")                                \
    X(ACTION_PASTE_END, "PasteEnd", "")

typedef enum input_action {
    ACTION_NONE, /* an ordinary character, or a key that is not bound */
#define INPUT_ACTION_ENUM(action, keys, help) action,
    INPUT_ACTION_LIST(INPUT_ACTION_ENUM)
#undef INPUT_ACTION_ENUM
        ACTIONS
} input_action;

/* What the key is bound to. */
input_action input_action_of(input_key key);

/* The table for the help pane: NULL for ACTION_NONE. */
const char *input_action_keys(input_action action);
const char *input_action_help(input_action action);

#endif
