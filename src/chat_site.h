/*
 * What a dgg_chat knows of the site: its part of chat_internal.h.
 */
#ifndef CHAT_SITE_H
#define CHAT_SITE_H

#include "arena.h"
#include "dgg_chat_site.h"
#include "loop.h"

/* What is done before the first connection, in this order. */
typedef enum chat_step {
    CHAT_STEP_PROFILE,
    CHAT_STEP_WHISPERS,
    CHAT_STEP_HISTORY,
    CHAT_STEPS,
} chat_step;

/* Who wants to know of an answer after the chat. */
typedef struct chat_question chat_question;

typedef struct chat_profile {
    arena memory;
    dgg_account account;
    bool is_known;
    chat_question *questions; /* under way */
} chat_profile;

/* A question for unread whispers, until it is answered. */
typedef struct chat_unread chat_unread;

typedef struct chat_site {
    dgg_api *api;
    bool is_wanted[CHAT_STEPS];
    bool marks_as_read;
    chat_step step;
    bool is_asking;  /* a step is under way, if only that of a run that ended */
    uint32_t serial; /* of the link, when the steps began */
    loop_timer keep_alive; /* of the session */
    loop_timer timer;      /* to the next step: none begins in a call of ours */
    chat_profile profile;
    chat_unread *unread; /* under way, newest first */
    chat_unread *last;   /* answered, for dgg_chat_last_whispers */
} chat_site;

/* Errors: ANONYMOUS (an option needs a credential), those of dgg_api_new. */
dgg_error chat_site_init(dgg_chat *chat, const dgg_options *options);
/* Cancels what is under way, and its callbacks. */
void chat_site_close(dgg_chat *chat);
void chat_site_free(chat_site *site);

/* True: something comes before the first connection. */
bool chat_site_has_steps(const chat_site *site);
/* Takes the steps, then starts the link. */
void chat_site_begin(dgg_chat *chat);

/* Asks who we are; the session first, as the chat server does. */
dgg_error chat_profile_ask(dgg_chat *chat, dgg_api_callback callback,
                           void *user);
/* Keeps a copy of a good answer, and the nick if the server has not told it. */
void chat_profile_learn(dgg_chat *chat, const dgg_api_answer *answer);
void chat_profile_forget_questions(chat_profile *p);
void chat_profile_free(chat_profile *p);

/* An event of the chat's, before handlers hear of it. */
void chat_site_observe(dgg_chat *chat, const dgg_event *event);

/* Asks for unread whispers; `nick` is NULL for everybody's. Errors: those of
 * dgg_api_messages_unread. */
dgg_error chat_unread_ask(dgg_chat *chat, const char *nick,
                          dgg_whispers_callback callback, void *user);
void chat_unread_free(chat_unread *question);
void chat_unread_free_all(chat_site *site);

#endif
