// libmd: MD5 for AMI's challenge login, SHA-256 for the fingerprint of a certificate.
#ifndef CALLBOARD_MESSAGE_DIGEST_H
#define CALLBOARD_MESSAGE_DIGEST_H

#include <md5.h>
#include <sha2.h>

#endif
