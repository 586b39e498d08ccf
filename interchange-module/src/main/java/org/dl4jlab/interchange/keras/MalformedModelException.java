package org.dl4jlab.interchange.keras;

/** A model that is none, whatever its layers are: the message goes on after the file's name. */
final class MalformedModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MalformedModelException(String message, Object... values) {
    super(message.formatted(values));
  }
}
