package org.dl4jlab.serve.plain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.serve.model.Word;
import org.dl4jlab.serve.repository.Entry;

/**
 * What a network makes of a sample.
 *
 * @param predictions of all classes, the likeliest first
 * @param familiar whether the sample is like those that the network was trained on, null where that
 *     is not known
 * @param words that decided, the strongest first; null where the sample is no text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(Model model, List<Prediction> predictions, Boolean familiar, List<Word> words) {

  record Model(String name, String version) {}

  record Prediction(@JsonProperty("class") String name, double probability) {}

  /**
   * @param probabilities of each class
   * @param words null where the sample is no text
   */
  static Answer of(Entry entry, float[] probabilities, List<Word> words) {
    List<String> names = entry.model().classNames();
    List<Prediction> predictions =
        IntStream.range(0, names.size())
            .mapToObj(i -> new Prediction(names.get(i), probabilities[i]))
            .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
            .toList();
    double from = entry.model().familiarFrom();
    return new Answer(
        new Model(entry.name(), entry.version()),
        predictions,
        from > 0 ? predictions.get(0).probability() >= from : null,
        words);
  }
}
