package org.dl4jlab.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import org.dl4jlab.terminal.CleanOutput;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err complaints
 * @param interactive whether a person watches, so that a line may be drawn over
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  /** Nothing is printed but what is clean. */
  public Terminal {
    out = clean(out);
    err = clean(err);
  }

  private static CleanOutput clean(PrintWriter writer) {
    return writer instanceof CleanOutput clean ? clean : new CleanOutput(writer);
  }

  /** Where a command's help goes, whose bold letters are its own. */
  PrintWriter outOfHelp() {
    return clean(out).unclean();
  }

  /** The process's own streams. */
  public static Terminal ofProcess() {
    return new Terminal(
        ProcessOutput.of(FileDescriptor.out),
        ProcessOutput.of(FileDescriptor.err),
        isTerminal(System.console()));
  }

  /** From Java 22 there is a console also where there is no terminal; it then says so itself. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJava22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Prose goes to the complaints where the results are for a program to read. */
  public PrintWriter prose(boolean json) {
    return json ? err : out;
  }
}
