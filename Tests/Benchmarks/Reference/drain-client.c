// gcc -O2 -o drain-client drain-client.c
// drain-client PORT USER SECRET SECONDS: logs in as a board does, then reads and discards; its CPU after the first second
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
static double now(int c) { struct timespec t; clock_gettime(c, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
int main(int c, char **v) {
    static char buffer[65536];
    if (c < 5) return 2;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(v[1]))};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (void *)&a, sizeof a)) { perror("connect"); return 1; }
    dprintf(s, "Action: Login\r\nActionID: 1\r\nUsername: %s\r\nSecret: %s\r\nEvents: system,call,agent,user\r\n\r\n", v[2], v[3]);
    double start = now(CLOCK_MONOTONIC), cpu = 0, from = 0, time;
    long bytes = 0, reads = 0;
    while ((time = now(CLOCK_MONOTONIC)) - start < 1 + atof(v[4])) {
        if (!from && time - start > 1) { from = time; cpu = now(CLOCK_PROCESS_CPUTIME_ID); bytes = reads = 0; }
        ssize_t r = read(s, buffer, sizeof buffer);
        if (r <= 0) { fprintf(stderr, "closed after %ld bytes\n", bytes); return 1; }
        bytes += r;
        reads++;
    }
    time -= from;
    printf("RES drain-client cpu=%.6f share=%.6f bytes=%.0f reads=%.0f\n", now(CLOCK_PROCESS_CPUTIME_ID) - cpu,
           (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / time, bytes / time, reads / time);
    return 0;
}
