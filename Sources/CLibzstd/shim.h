#include <zstd.h>
#include <zstd_errors.h>
#include <malloc.h>
#include <spawn.h>

/* Declared here because Swift's Glibc module is built without _GNU_SOURCE. */
int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path,
              unsigned int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
