package org.dl4jlab;

/**
 * A failure that the person at the keyboard can mend: the message says in one line what is wrong
 * and what to do. The command line prints it without a stack trace and ends with exit status 1.
 */
public class UserException extends RuntimeException {

  public UserException(String message) {
    super(message);
  }

  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
