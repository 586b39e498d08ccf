package org.dl4jlab.interchange.keras;

/** Why one layer cannot be imported: the message goes on after its name, such as "has groups". */
final class Unsupported extends Exception {

  Unsupported(String message, Object... values) {
    super(values.length == 0 ? message : message.formatted(values));
  }
}
