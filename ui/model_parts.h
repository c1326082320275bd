/*
 * What the model's own files share. Nobody else includes it.
 */
#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include "input_action.h"
#include "model.h"

/* --- model.c */

/* Takes over the line; a paused window keeps more of them. */
void model_append(model *m, window *w, line *l);
/* The same for one that was missed: it goes where its time belongs, and a
 * paused window stays where it is. */
void model_insert(model *m, window *w, line *l);
void model_tell(model *m, window *w, const char *text, bool is_error,
                model_time now);
void model_hint(model *m, const char *text, model_time now);
void model_want(model *m, effect_kind kind);
bool model_is_own(const model *m, const char *nick);
view_pane model_pane(const model *m, const text_context *context);

/* --- model_lines.c: what happens in chat */

/* What follows "/me " in any case, or NULL (chat-gui, chat.js). */
const char *model_action_text(const char *text);
/* A line somebody said; "/me" turns it into an action. NULL: no memory. */
line *model_said(const dgg_event *event, line_kind kind);
void model_apply_line(model *m, const dgg_event *event, model_time now);
void model_apply_history(model *m, const dgg_event *event);

/* --- model_standing.c: pins, spotlights, the event bar, polls */

void model_apply_standing(model *m, const dgg_event *event, model_time now);
void model_apply_bar_entry(model *m, const dgg_event *entry, model_time now);
/* No entry of the event bar can follow any more. */
void model_close_bar(model *m, model_time now);
/* The connection ended, and with it the poll. */
void model_lose_poll(model *m, model_time now);
/* An event's sentence, as a notice for the person at the screen. */
void model_tell_own(model *m, const dgg_event *event, model_time now);

/* --- model_talks.c: conversations */

/* What was shown is read, and its older messages are asked for once. */
void model_show(model *m, size_t index);
/* Finds or opens a conversation; NULL: it cannot, a hint says why. */
window *model_talk(model *m, const char *nick, model_time now);
/* The same, and shows it. */
bool model_talk_to(model *m, const char *nick, model_time now);
void model_reply(model *m, model_time now);
void model_next_unread(model *m, model_time now);
/* The keys go to the input line again. */
void model_focus_input(model *m);

/* --- model_lists.c: the lists and the help pane while they have the focus */

/* False when the action is none for a list. */
bool model_list_act(model *m, input_action action, model_time now);
void model_toggle(model *m, model_focus focus);
/* The chosen entry's nick, or "", and how to find it again after the list
 * changed. */
void model_list_keep(const model *m, char nick[65]);
void model_list_restore(model *m, const char *nick);

/* --- model_log_nick.c */

/* Whose log is wanted: the nick being typed, else the one of a list, a
 * conversation or a line of chat. False: there is none. */
bool model_log_nick(const model *m, char nick[65]);

/* --- model_log_keys.c: the log pane */

/* Opens it, or closes it when it is that person's already. */
void model_log_toggle(model *m, model_time now);
void model_log_open(model *m, const char *nick, model_time now);
bool model_log_close(model *m); /* false: it was closed */
/* While a question is asked: true when the key is done with. */
bool model_log_answer(model *m, input_key key, input_action action);
/* False when the action is none for the pane. */
bool model_log_act(model *m, input_action action);

/* --- model_log_events.c: what comes for it */

/* Somebody said this in chat just now. */
void model_log_hear(model *m, const dgg_event *event);

/* --- model_commands.c */

/* Is the person here, or in a conversation? */
bool model_is_somebody(const model *m, const char *nick);

/* Enter: a command, or text for the window shown. */
void model_enter(model *m, model_time now);

/* --- model_sends.c: texts whose outcome is awaited */

struct model_sends *sends_new(void); /* NULL: no memory */
void sends_free(struct model_sends *sends);

/* Sends text to the window's target, or hints why not and returns false. */
bool model_send(model *m, window *w, const char *text, model_time now);

/* The same for a vote in the poll that runs. */
bool model_vote(model *m, int option, model_time now);

/* True if the same text was held back just before; else it is remembered. */
bool sends_was_held(struct model_sends *sends, const char *text);

void model_apply_outcome(model *m, const dgg_event *event, model_time now);
void model_apply_refusal(model *m, const dgg_event *event, model_time now);

#endif
