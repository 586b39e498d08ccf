package org.dl4jlab.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of labelled samples in which each class has the share that it has of all, and one sample
 * at least as long as there is room for all classes.
 */
public final class StratifiedSample {

  private StratifiedSample() {}

  /**
   * Draws samples.
   *
   * @param labels of all samples, each from 0 on
   * @param limit how many, or all where there are not as many
   * @param seed which of a class are drawn
   * @return their numbers, ascending
   */
  public static int[] draw(int[] labels, int limit, long seed) {
    if (limit >= labels.length) {
      return SampleOrder.sequential(labels.length);
    }
    List<List<Integer>> classes = byClass(labels);
    int[] counts = shares(classes.stream().mapToInt(List::size).toArray(), limit);
    int[] drawn = new int[limit];
    int next = 0;
    for (int c = 0; c < counts.length; c++) {
      List<Integer> ofClass = classes.get(c);
      int[] order = SampleOrder.shuffled(ofClass.size(), seed, c);
      for (int i = 0; i < counts[c]; i++) {
        drawn[next++] = ofClass.get(order[i]);
      }
    }
    Arrays.sort(drawn);
    return drawn;
  }

  private static List<List<Integer>> byClass(int[] labels) {
    int count = Arrays.stream(labels).max().orElse(-1) + 1;
    List<List<Integer>> classes = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      classes.add(new ArrayList<>());
    }
    for (int i = 0; i < labels.length; i++) {
      classes.get(labels[i]).add(i);
    }
    return classes;
  }

  /** Gives one place after the other to the class that is furthest below its share. */
  private static int[] shares(int[] sizes, int limit) {
    long all = Arrays.stream(sizes).asLongStream().sum();
    int[] counts = new int[sizes.length];
    int left = limit;
    if (limit >= Arrays.stream(sizes).filter(size -> size > 0).count()) {
      for (int c = 0; c < sizes.length; c++) {
        counts[c] = Math.min(1, sizes[c]);
        left -= counts[c];
      }
    }
    for (; left > 0; left--) {
      int neediest = -1;
      double need = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < sizes.length; c++) {
        double lacks = (double) limit * sizes[c] / all - counts[c];
        if (counts[c] < sizes[c] && lacks > need) {
          neediest = c;
          need = lacks;
        }
      }
      counts[neediest]++;
    }
    return counts;
  }
}
