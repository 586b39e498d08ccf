package org.dl4jlab.serve.model;

import java.util.function.Function;

/**
 * An explanation that is found by asking the network.
 *
 * @param samples what it is asked about
 * @param conclusion from its answer, {@code [count, classes]} row-major
 */
public record Inquiry(Samples samples, Function<float[], Explanation> conclusion) {}
