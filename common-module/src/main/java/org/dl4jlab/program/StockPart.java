package org.dl4jlab.program;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.dropout.IDropout;

/** A part of a network that DL4J itself computes, in between an engine's operations. */
public sealed interface StockPart {

  /** The layer of the node's vertex, with its dropout and its activation. */
  record OfLayer() implements StockPart {}

  /** The layer of the node's vertex, which is an output and computes its loss itself. */
  record OfOutput() implements StockPart {}

  /** The node's vertex, which has no layer. */
  record OfVertex() implements StockPart {}

  /** What a layer does to its input's shape. */
  record OfPreprocessor(InputPreProcessor preprocessor) implements StockPart {}

  /** Noise that training adds: any dropout but the plain one. */
  record OfNoise(IDropout noise) implements StockPart {}
}
