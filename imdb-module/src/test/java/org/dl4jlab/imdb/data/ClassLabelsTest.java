package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassLabelsTest {

  /** Labels as they are met, the classes that they make, and the numbers of the labels. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 0 neg Negative NEG pos POSITIVE | negative positive | 1 0 0 0 0 1 1",
        "1 0 | negative positive | 1 0",
        "5 1 4 2 3 | 1 2 3 4 5 | 4 0 3 1 2",
        "10 9 1 | 1 9 10 | 2 1 0",
        "1.0 2.0 2 | 1 2 | 0 1 1",
        "0 1 2 | 0 1 2 | 0 1 2",
        "-1 0 1 | -1 0 1 | 0 1 2",
        "positive neutral Negative neutral | Negative neutral positive | 2 1 0 1",
        "spam ham Spam | ham spam | 1 0 1",
        "true false | false true | 1 0",
        "b 2 a 10 | 2 10 a b | 3 0 2 1",
      })
  void labelsMakeClasses(String labels, String names, String numbers) {
    List<String> written = List.of(labels.split(" "));
    ClassLabels classes = ClassLabels.of("here", written);
    assertEquals(List.of(names.split(" ")), classes.names());
    assertEquals(
        Arrays.stream(numbers.split(" ")).map(Integer::valueOf).toList(),
        written.stream().map(classes::number).toList());
  }

  @Test
  void tooManyDifferentLabelsAreNone() {
    var labels = IntStream.range(0, 1001).mapToObj(String::valueOf).toList();
    var e = assertThrows(UserException.class, () -> ClassLabels.of("own.csv", labels));
    assertTrue(
        e.getMessage().startsWith("own.csv has 1,001 different labels, such as '0', '1'"),
        e.getMessage());
    assertEquals(1000, ClassLabels.of("own.csv", labels.subList(0, 1000)).names().size());
  }

  @Test
  void aNetworksClassesAreFoundByNameAndMeaning() {
    ClassMatch sentiment = new ClassMatch(List.of("negative", "positive"));
    assertEquals(1, sentiment.numberOfLabel("1"));
    assertEquals(0, sentiment.numberOfLabel("NEG"));
    assertEquals(Review.UNLABELLED, sentiment.numberOfLabel("2"));
    assertEquals(Review.UNLABELLED, sentiment.numberOfLabel(""));
    ClassMatch stars = new ClassMatch(List.of("1", "2", "3"));
    assertEquals(0, stars.numberOfLabel("1.0"));
    assertEquals(2, stars.numberOfLabel("3"));
    assertEquals(Review.UNLABELLED, stars.numberOfLabel("0"));
    ClassMatch three = new ClassMatch(List.of("neg", "neu", "pos"));
    assertEquals(2, three.numberOfLabel("positive"));
  }
}
