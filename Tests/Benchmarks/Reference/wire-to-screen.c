// gcc -O2 -o wire-to-screen wire-to-screen.c -lncursesw
// wire-to-screen --host 127.0.0.1 --port PORT --user USER: the least that takes an event to a terminal. It logs in and
// asks for the lists as a board does, then reads, and writes the reason of each QueueMemberPause at once. What an event
// needs here it needs on this machine whatever the program.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
static const char event[] = "Event: QueueMemberPause\r\n", reason[] = "\r\nPausedReason: ";
int main(int c, char **v) {
    static char text[1 << 20];
    size_t held = 0;
    const char *port = 0, *user = "";
    for (int i = 1; i + 1 < c; i += 2) {
        if (!strcmp(v[i], "--port")) port = v[i + 1];
        if (!strcmp(v[i], "--user")) user = v[i + 1];
    }
    if (!port) return 2;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (void *)&a, sizeof a)) return 1;
    dprintf(s, "Action: Login\r\nActionID: 1\r\nUsername: %s\r\nSecret: demo\r\n\r\n"
               "Action: QueueStatus\r\nActionID: 2\r\n\r\nAction: CoreShowChannels\r\nActionID: 3\r\n\r\n", user);
    initscr();
    curs_set(0);
    int is_live = 0;
    for (;;) {
        ssize_t r = read(s, text + held, sizeof text - 1 - held);
        if (r <= 0) break;
        held += r;
        text[held] = 0;
        int is_new = 0;
        char *packet = text, *end;
        while ((end = strstr(packet, "\r\n\r\n"))) {
            end[2] = 0;
            if (!strncmp(packet, event, sizeof event - 1)) {
                char *from = strstr(packet, reason), *to;
                if (from && (to = strstr(from += sizeof reason - 1, "\r\n"))) {
                    mvaddnstr(5, 10, from, to - from);
                    clrtoeol();
                    is_new = 1;
                }
            } else if (!is_live && strstr(packet, "CoreShowChannelsComplete")) {
                mvaddstr(0, 0, "live 0");
                is_live = is_new = 1;
            }
            packet = end + 4;
        }
        held = text + held - packet;
        memmove(text, packet, held);
        if (is_new) refresh();
    }
    endwin();
    return 0;
}
