package org.dl4jlab.cli;

import java.io.IOException;
import java.util.List;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.serve.model.ServedModel;
import org.dl4jlab.train.Familiarity;

/**
 * A run's network that is served, of whatever kind its samples are.
 *
 * @param <O> the family's options
 */
public abstract class ServedRun<O extends ExperimentOptions> implements ServedModel {

  private final TrainedRun<O> run;
  private final Serving.Engines engines;
  private final double familiarFrom;

  protected ServedRun(TrainedRun<O> run, Serving.Engines engines) throws IOException {
    this.run = run;
    this.engines = engines;
    familiarFrom = run.familiarity().map(Familiarity::threshold).orElse(0.0);
  }

  protected TrainedRun<O> run() {
    return run;
  }

  /** One more engine, that uses so many threads. */
  protected Engine engine(int threads) {
    return engines.open(threads);
  }

  @Override
  public String title() {
    return run.title();
  }

  @Override
  public List<String> classNames() {
    return run.config().data().classNames();
  }

  @Override
  public double familiarFrom() {
    return familiarFrom;
  }
}
