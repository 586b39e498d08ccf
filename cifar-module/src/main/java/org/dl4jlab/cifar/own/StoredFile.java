package org.dl4jlab.cifar.own;

/**
 * A file of a person's data; another version of it has another size or time.
 *
 * @param name its path below the folder, or in the archive, with slashes
 * @param size bytes
 * @param modified nanoseconds since 1970, of the archive where it is in one
 */
record StoredFile(String name, long size, long modified) {

  /** An entry for a folder, which tells that it is there though there may be no file in it. */
  static StoredFile ofFolder(String name) {
    return new StoredFile(name + "/", 0, 0);
  }

  boolean isFolder() {
    return name.endsWith("/");
  }

  /** The path of the folder that a file is in, with its slash; empty at the top. */
  static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** What follows the last slash. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
