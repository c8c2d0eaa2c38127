// gcc -O2 -o ncurses-hello ncurses-hello.c -lncursesw: the least that a program on curses does before its first frame
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <ncurses.h>
#include <unistd.h>
int main(void) {
    setlocale(LC_ALL, "");
    initscr(); start_color(); cbreak(); noecho(); curs_set(0);
    mvaddstr(0, 1, "hello");
    refresh();
    for (;;) pause();
}
