package org.dl4jlab.interchange.keras.writer;

/** Keras has no such layer: the message completes "'name' …". */
final class RefusedException extends Exception {

  RefusedException(String why) {
    super(why);
  }
}
