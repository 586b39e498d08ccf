package org.dl4jlab.serve.repository;

import java.util.function.Consumer;
import org.dl4jlab.serve.batch.Batcher;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.model.ServedModel;

/** A version of a model that is being served. */
public record Entry(String name, String version, ServedModel model, Batcher batcher) {

  /**
   * Has samples predicted.
   *
   * @param done gets the probabilities, {@code [count, classes]}, row-major
   * @param refused is told why there are none
   * @throws Refusal when too many wait already
   */
  public void predict(Samples samples, Consumer<float[]> done, Consumer<Refusal> refused) {
    batcher.submit(
        samples,
        new Batcher.Reply() {
          @Override
          public void done(float[] probabilities) {
            done.accept(probabilities);
          }

          @Override
          public void refused(Refusal refusal) {
            refused.accept(refusal);
          }
        });
  }
}
