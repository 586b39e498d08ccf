package org.dl4jlab.onednn.network;

/** Names what this engine cannot execute, and why. */
final class UnsupportedLayerException extends Exception {

  UnsupportedLayerException(String layer, String why) {
    super("'%s' %s".formatted(layer, why));
  }
}
