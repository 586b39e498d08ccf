package org.dl4jlab.cifar.pictures;

/** A picture that cannot be read; the message goes on from its name, as in "is cut short". */
public final class PictureException extends Exception {

  public PictureException(String message) {
    super(message);
  }

  public PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
