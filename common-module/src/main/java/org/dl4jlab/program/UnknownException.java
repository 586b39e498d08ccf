package org.dl4jlab.program;

/** What a layer lacks to be described. */
final class UnknownException extends Exception {

  /**
   * @param why completes "'name' …"
   */
  UnknownException(String why) {
    super(why);
  }
}
