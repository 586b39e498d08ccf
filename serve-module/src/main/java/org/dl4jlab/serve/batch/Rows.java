package org.dl4jlab.serve.batch;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.serve.model.Samples;

/** The samples of several requests in a row, taken a batch at a time. */
final class Rows {

  private final List<Job> jobs;
  private int left;
  private int job; // the one whose samples are next
  private int from; // the first of them
  private final List<Job> owners = new ArrayList<>(); // of the parts taken last
  private final List<Samples.Part> parts = new ArrayList<>();
  private int taken;

  Rows(List<Job> jobs) {
    this.jobs = jobs;
    left = jobs.stream().mapToInt(j -> j.samples().count()).sum();
  }

  /** How many samples were not taken yet. */
  int left() {
    return left;
  }

  /** How many were taken last. */
  int taken() {
    return taken;
  }

  /** The next samples, at most so many. */
  List<Samples.Part> take(int most) {
    parts.clear();
    owners.clear();
    taken = 0;
    while (taken < most && left > 0) {
      Samples samples = jobs.get(job).samples();
      int count = Math.min(most - taken, samples.count() - from);
      parts.add(new Samples.Part(samples, from, count));
      owners.add(jobs.get(job));
      taken += count;
      left -= count;
      from += count;
      if (from == samples.count()) {
        job++;
        from = 0;
      }
    }
    return parts;
  }

  /**
   * Gives those that were taken last what was computed for them.
   *
   * @param outputs {@code [taken or more, classes]}
   */
  void answer(float[] outputs, int classes) {
    int row = 0;
    for (int i = 0; i < parts.size(); i++) {
      owners.get(i).take(outputs, row, parts.get(i).count(), classes);
      row += parts.get(i).count();
    }
  }
}
