package org.dl4jlab.program;

/** Why a layer cannot be described, nor be left to DL4J within a program. */
final class RefusedException extends UnknownException {

  private static final long serialVersionUID = 1;

  /**
   * @param why completes "'name' …"
   */
  RefusedException(String why) {
    super(why);
  }
}
