/*
 * Nicks as the model keeps them: cleaned, so that they can be shown, and short.
 */
#ifndef MODEL_NICK_H
#define MODEL_NICK_H

#include <stddef.h>
#include <stdint.h>

enum { MODEL_NICK_BYTES = 65 };

/* Cleans and cuts at a character border. */
void model_nick_clean(char out[MODEL_NICK_BYTES], const char *nick);

/* Equal for nicks that differ only in the case of ASCII letters. */
uint32_t model_nick_hash(const char *nick);

#endif
