#define _GNU_SOURCE
#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

struct cb_pump {
    int pipe_read, pipe_write;
    int terminal; /* ours alone, or a copy of the person's where it could not be reopened */
    int may_block; /* it could not: a write may wait */
    int control; /* eventfd that ends the thread */
    pthread_t thread;
    _Atomic int stops, busy, failed, wants_wake, ended;
    _Atomic uint64_t bytes;
    pthread_mutex_t lock;
    pthread_cond_t idle;
    char *buffer;
    size_t start, count, capacity;
};

/* One frame waits here at most, since the next is drawn only when the pump is idle; this is a limit for the case that
   somebody draws regardless. */
enum { most_bytes = 8 << 20, chunk = 65536 };

static _Atomic int held, writing;

void cb_pump_hold_all(void) {
    atomic_store(&held, 1);
    for (int i = 0; i < 20 && atomic_load(&writing); i++) poll(0, 0, 1);
}

void cb_pump_go_on(void) { atomic_store(&held, 0); }

int cb_reopen_nonblocking(int terminal) {
    char path[32] = "/proc/self/fd/";
    size_t length = strlen(path);
    char digits[12];
    int count = 0;
    unsigned number = (unsigned)terminal;
    do { digits[count++] = (char)('0' + number % 10); number /= 10; } while (number);
    while (count) path[length++] = digits[--count];
    path[length] = 0;
    return open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* Room for another chunk behind what waits; false beyond the limit. */
static int make_room(cb_pump *pump) {
    if (pump->start > 0) {
        memmove(pump->buffer, pump->buffer + pump->start, pump->count);
        pump->start = 0;
    }
    if (pump->capacity - pump->count >= chunk) return 1;
    if (pump->capacity >= most_bytes) return 0;
    size_t larger = pump->capacity * 2;
    char *buffer = realloc(pump->buffer, larger);
    if (!buffer) return 0;
    pump->buffer = buffer;
    pump->capacity = larger;
    return 1;
}

static void became_idle(cb_pump *pump) {
    pthread_mutex_lock(&pump->lock);
    atomic_store(&pump->busy, 0);
    pthread_cond_broadcast(&pump->idle);
    pthread_mutex_unlock(&pump->lock);
    if (atomic_exchange(&pump->wants_wake, 0)) cb_wake();
    if (pump->capacity > 4 * chunk) { /* a rare large frame should not stay in memory */
        char *buffer = realloc(pump->buffer, chunk);
        if (buffer) { pump->buffer = buffer; pump->capacity = chunk; }
    }
}

static void terminal_failed(cb_pump *pump) {
    atomic_store(&pump->failed, 1);
    pump->start = pump->count = 0;
    cb_signal_pending(CB_HANGUP);
}

static void write_some(cb_pump *pump) {
    /* A blocking terminal gets small pieces, so that ending the thread waits for little. */
    size_t most = pump->may_block && pump->count > 512 ? 512 : pump->count;
    atomic_store(&writing, 1);
    ssize_t written = atomic_load(&held) ? 0 : write(pump->terminal, pump->buffer + pump->start, most);
    int error = errno;
    atomic_store(&writing, 0);
    if (written > 0) {
        pump->start += (size_t)written;
        pump->count -= (size_t)written;
        atomic_fetch_add(&pump->bytes, (uint64_t)written);
    } else if (written == 0) {
        pump->start = pump->count = 0; /* held: the process is dying and the terminal is no longer ours */
    } else if (error != EAGAIN && error != EINTR) {
        terminal_failed(pump);
    }
}

static void *run(void *argument) {
    cb_pump *pump = argument;
    while (!atomic_load(&pump->stops)) {
        struct pollfd ends[3] = {
            { .fd = pump->count < most_bytes - chunk ? pump->pipe_read : -1, .events = POLLIN },
            { .fd = pump->control, .events = POLLIN },
            { .fd = pump->count ? pump->terminal : -1, .events = POLLOUT },
        };
        if (poll(ends, 3, -1) < 0 && errno != EINTR) break;
        if (ends[0].revents & POLLIN && make_room(pump)) {
            atomic_store(&pump->busy, 1); /* before reading: the pipe looks empty afterwards */
            size_t end = pump->start + pump->count;
            ssize_t got = read(pump->pipe_read, pump->buffer + end, pump->capacity - end);
            if (got > 0 && !atomic_load(&pump->failed)) pump->count += (size_t)got;
        }
        if (pump->count && (pump->may_block ? ends[2].revents : 1)) write_some(pump);
        if (pump->count == 0 && atomic_load(&pump->busy)) {
            int left = 0;
            ioctl(pump->pipe_read, FIONREAD, &left);
            if (left == 0) became_idle(pump);
        }
    }
    atomic_store(&pump->ended, 1);
    return 0;
}

static void free_pump(cb_pump *pump) {
    if (pump->pipe_read >= 0) close(pump->pipe_read);
    if (pump->pipe_write >= 0) close(pump->pipe_write);
    if (pump->control >= 0) close(pump->control);
    if (pump->terminal >= 0) close(pump->terminal);
    free(pump->buffer);
    free(pump);
}

cb_pump *cb_pump_start(int terminal) {
    cb_pump *pump = calloc(1, sizeof *pump);
    if (!pump) return 0;
    int ends[2] = { -1, -1 };
    int piped = pipe2(ends, O_CLOEXEC);
    pump->pipe_read = ends[0];
    pump->pipe_write = ends[1];
    pump->control = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pump->terminal = cb_reopen_nonblocking(terminal);
    if (pump->terminal < 0) {
        pump->may_block = 1;
        pump->terminal = fcntl(terminal, F_DUPFD_CLOEXEC, 0);
    }
    pump->capacity = chunk;
    pump->buffer = malloc(pump->capacity);
    if (piped || pump->control < 0 || pump->terminal < 0 || !pump->buffer) {
        int error = errno;
        free_pump(pump);
        errno = error;
        return 0;
    }
    /* Room for a whole frame even while the thread sits in a write; where the system refuses, 64 KiB must do. */
    fcntl(pump->pipe_write, F_SETPIPE_SZ, 1 << 20);
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&pump->lock, 0);
    pthread_cond_init(&pump->idle, &clock);
    pthread_condattr_destroy(&clock);
    cb_pump_go_on();

    /* Signals are for the other threads. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 256 * 1024);
    int failed = pthread_create(&pump->thread, &attributes, run, pump);
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, 0);
    if (failed) {
        free_pump(pump);
        errno = failed;
        return 0;
    }
    return pump;
}

int cb_pump_input(const cb_pump *pump) { return pump->pipe_write; }

int cb_pump_is_idle(cb_pump *pump) {
    int waiting = 0;
    if (ioctl(pump->pipe_read, FIONREAD, &waiting) || waiting > 0) return 0;
    return !atomic_load(&pump->busy);
}

void cb_pump_wake_when_idle(cb_pump *pump) {
    atomic_store(&pump->wants_wake, 1);
    if (cb_pump_is_idle(pump) && atomic_exchange(&pump->wants_wake, 0)) cb_wake();
}

int cb_pump_wait(cb_pump *pump, int milliseconds) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) { until.tv_sec++; until.tv_nsec -= 1000000000; }
    pthread_mutex_lock(&pump->lock);
    int waited = 0;
    while (!cb_pump_is_idle(pump) && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&pump->idle, &pump->lock, &until);
    pthread_mutex_unlock(&pump->lock);
    return cb_pump_is_idle(pump);
}

int cb_pump_has_failed(const cb_pump *pump) { return atomic_load(&pump->failed); }

uint64_t cb_pump_bytes(const cb_pump *pump) { return atomic_load(&pump->bytes); }

void cb_pump_stop(cb_pump *pump) {
    atomic_store(&pump->stops, 1);
    uint64_t one = 1;
    ssize_t written = write(pump->control, &one, sizeof one);
    (void)written;
    if (pump->may_block && !atomic_load(&pump->ended)) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += 1;
        if (pthread_timedjoin_np(pump->thread, 0, &until)) {
            pthread_detach(pump->thread); /* stuck in a write that we cannot end: leave it its memory */
            return;
        }
    } else {
        pthread_join(pump->thread, 0);
    }
    pthread_mutex_destroy(&pump->lock);
    pthread_cond_destroy(&pump->idle);
    free_pump(pump);
}
