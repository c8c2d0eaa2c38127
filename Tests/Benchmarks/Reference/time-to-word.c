// gcc -O2 -o time-to-word time-to-word.c -lutil
// time-to-word WORD ROWS COLS PROGRAM ARG...: microseconds from exec until WORD has come out on a terminal; ends PROGRAM
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
static long long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000LL + t.tv_nsec / 1000; }
int main(int c, char **v) {
    static char text[1 << 20];
    size_t length = 0;
    int terminal, status, started[2];
    long long start = 0, found = 0;
    if (c < 5 || pipe2(started, O_CLOEXEC)) return 2;
    struct winsize size = {.ws_row = atoi(v[2]), .ws_col = atoi(v[3])};
    pid_t child = forkpty(&terminal, 0, 0, &size);
    if (child == 0) {
        long long t = now();
        if (write(started[1], &t, sizeof t) != sizeof t) _exit(127);
        execv(v[4], v + 4);
        _exit(127);
    }
    close(started[1]);
    if (read(started[0], &start, sizeof start) != sizeof start) return 2;
    while (!found && now() - start < 10000000) {
        struct pollfd p = {.fd = terminal, .events = POLLIN};
        if (poll(&p, 1, 1000) <= 0) continue;
        ssize_t r = read(terminal, text + length, sizeof text - 1 - length);
        if (r <= 0) break;
        length += r;
        if (memmem(text, length, v[1], strlen(v[1]))) found = now();
    }
    kill(child, SIGTERM);
    for (int i = 0; i < 300; i++) { // what it says goodbye with must be read, or it waits
        struct pollfd p = {.fd = terminal, .events = POLLIN};
        if (poll(&p, 1, 10) > 0 && read(terminal, text, sizeof text) <= 0) usleep(10000);
        if (waitpid(child, &status, WNOHANG) == child) { child = 0; break; }
    }
    if (child) { kill(child, SIGKILL); waitpid(child, &status, 0); }
    if (!found) { fprintf(stderr, "%s never came out\n", v[1]); return 1; }
    printf("RES time-to-word microseconds=%lld\n", found - start);
    return 0;
}
