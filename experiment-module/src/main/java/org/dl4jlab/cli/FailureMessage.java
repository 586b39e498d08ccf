package org.dl4jlab.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.dl4jlab.UserException;

/** Says in a line why a command has failed. */
final class FailureMessage {

  private FailureMessage() {}

  static String of(Throwable e) {
    if (isOutOfMemory(e)) {
      return "not enough memory: Java may use %,d MB. Give it more with java -Xmx4g (with Maven: MAVEN_OPTS=-Xmx4g), or use less with --limit-train or --batch"
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    String message = explain(e);
    return message.lines().findFirst().orElse(message);
  }

  static boolean isOutOfMemory(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static String explain(Throwable e) {
    if (e instanceof UserException) {
      return e.getMessage();
    }
    if (e instanceof UncheckedIOException unchecked) {
      return explain(unchecked.getCause());
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "there is no file " + e.getMessage();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " exists already";
    }
    if (e instanceof NotDirectoryException) {
      return e.getMessage() + " is not a folder";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return "%s: %s".formatted(file.getFile(), file.getReason());
    }
    if (e instanceof FileSystemException file) {
      return file.getFile() + " cannot be read or written";
    }
    if (e instanceof IOException && e.getMessage() != null) {
      return e.getMessage();
    }
    return "%s; this is a fault of the program, --debug shows where"
        .formatted(e.getMessage() == null ? "something unexpected happened" : e.getMessage());
  }
}
