# SPDX-License-Identifier: Apache-2.0
# Read by `mvnw` and `keyturn`: leaves JAVA_HOME at a JDK of at least this version, wherever the machine keeps one.
# A script that cannot find one ends with exit code 2 and one line that says what is missing.

KEYTURN_JDK=25

# The feature version of the JDK in folder $1, or nothing. A JRE without a compiler is none.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p'
  fi
}

jdk_suits() {
  jdk_found="$(jdk_version "$1")"
  [ "${jdk_found:-0}" -ge "$KEYTURN_JDK" ]
}

# The folder of the `javac` on PATH, symbolic links followed.
jdk_on_path() {
  jdk_link="$(command -v javac 2>/dev/null)" || return 0
  while [ -L "$jdk_link" ]; do
    jdk_next="$(readlink "$jdk_link")"
    case "$jdk_next" in
    /*) jdk_link="$jdk_next" ;;
    *) jdk_link="${jdk_link%/*}/$jdk_next" ;;
    esac
  done
  printf '%s\n' "${jdk_link%/bin/javac}"
}

jdk_find() {
  for jdk_home in "${JAVA_HOME:-}" "$(jdk_on_path)" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk_home" ] && jdk_suits "$jdk_home"; then
      JAVA_HOME="$jdk_home"
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

jdk_find || {
  echo "Keyturn needs a JDK of version $KEYTURN_JDK or newer, and none is in JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman or ~/.jdks: install one, or set JAVA_HOME to it." >&2
  exit 2
}
