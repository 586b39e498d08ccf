package org.dl4jlab.cli;

import java.io.IOException;
import java.util.List;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.page.RunParts;
import org.dl4jlab.serve.model.PageSource;
import org.dl4jlab.serve.model.ServedModel;
import org.dl4jlab.serve.pages.RunPages;

/**
 * How a family's runs are served.
 *
 * @param <O> the family's options
 */
public interface Serving<O extends ExperimentOptions> {

  /** Opens engines on copies of a run's network. */
  interface Engines {

    /** One more, that uses so many threads. */
    Engine open(int threads);
  }

  /**
   * A run's network, and what of its kind of samples it takes.
   *
   * @throws org.dl4jlab.UserException when the run cannot be used
   */
  ServedModel open(TrainedRun<O> run, Engines engines) throws IOException;

  /**
   * The pages for people.
   *
   * @param runs by the names that they are served under, the latest version of each
   */
  default PageSource pages(List<Named<O>> runs) {
    return new RunPages(
        runs.stream()
            .map(
                named ->
                    new RunPages.Named(named.name(), RunParts.read(named.run().folder().path())))
            .toList());
  }

  /** A run and the name of its model. */
  record Named<O extends ExperimentOptions>(String name, TrainedRun<O> run, ServedModel model) {}
}
