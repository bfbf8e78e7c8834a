/* Runs a command on some cores and says what it took.

   A small process of its own: a child's peak of memory counts what its parent had when it forked,
   so a harness in Python would be seen in every figure.

   usage: launch CORES REPORT COMMAND...   writes: seconds, cpu seconds, peak KiB, exit status */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void keep_cores(int wanted) {
  cpu_set_t all, some;
  CPU_ZERO(&some);
  sched_getaffinity(0, sizeof all, &all);
  for (int core = 0; core < CPU_SETSIZE && wanted > 0; core++) {
    if (!CPU_ISSET(core, &all)) continue;
    CPU_SET(core, &some);
    wanted--;
  }
  sched_setaffinity(0, sizeof some, &some);
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 4) return 64;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) {
    keep_cores(atoi(arguments[1]));
    execvp(arguments[3], arguments + 3);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0) return 71;
  clock_gettime(CLOCK_MONOTONIC, &end);
  double wall = end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9;
  FILE *report = fopen(arguments[2], "w");
  if (!report) return 73;
  fprintf(report, "%.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime),
          usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(report) ? 74 : 0;
}
