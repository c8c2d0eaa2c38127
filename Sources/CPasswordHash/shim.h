// libxcrypt: one-way hashes of the PIN that leaves read-only.
#ifndef CALLBOARD_PASSWORD_HASH_H
#define CALLBOARD_PASSWORD_HASH_H

#include <crypt.h>
#include <stdlib.h>
#include <string.h>

// Makes a hash with a new salt, by the library's best method; NULL when it cannot. The caller frees it.
static inline char *cb_hash(const char *phrase) {
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    if (!crypt_gensalt_rn(NULL, 0, NULL, 0, setting, sizeof setting)) return NULL;
    struct crypt_data *data = calloc(1, sizeof *data);
    if (!data) return NULL;
    const char *made = crypt_rn(phrase, setting, data, sizeof *data);
    char *copy = made ? strdup(made) : NULL;
    explicit_bzero(data, sizeof *data);
    free(data);
    return copy;
}

// Whether a phrase has a hash. Takes as long for a wrong one as for the right one.
static inline int cb_matches(const char *phrase, const char *hash) {
    struct crypt_data *data = calloc(1, sizeof *data);
    if (!data) return 0;
    const char *made = crypt_rn(phrase, hash, data, sizeof *data);
    size_t length = strlen(hash);
    unsigned char differs = !made || strlen(made) != length;
    for (size_t i = 0; !differs && i < length; i++) differs |= (unsigned char)(made[i] ^ hash[i]);
    explicit_bzero(data, sizeof *data);
    free(data);
    return !differs;
}

#endif
