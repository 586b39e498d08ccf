package org.dl4jlab.serve.repository;

import org.dl4jlab.serve.batch.Batcher;
import org.dl4jlab.serve.model.ServedModel;

/** A version of a model that is being served. */
public record Entry(String name, String version, ServedModel model, Batcher batcher) {}
