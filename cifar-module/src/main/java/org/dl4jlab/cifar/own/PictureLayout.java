package org.dl4jlab.cifar.own;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which pictures of a folder or archive are of what class, and what they are for.
 *
 * @param pictures ordered by class and name
 * @param notices what a person should know of that is not as it seems, a sentence each
 */
record PictureLayout(List<Labelled> pictures, List<String> notices) {

  /** A picture that has a class. */
  record Labelled(StoredFile file, String className, Part part) {}

  PictureLayout {
    pictures =
        pictures.stream()
            .sorted(
                Comparator.comparing(Labelled::className)
                    .thenComparing(picture -> picture.file().name()))
            .toList();
    notices = List.copyOf(notices);
  }

  /** Pictures for one purpose. */
  List<Labelled> of(Part part) {
    return pictures.stream().filter(picture -> picture.part() == part).toList();
  }

  /** The names of the classes that some pictures have, numbers in the order of numbers. */
  static List<String> classes(List<Labelled> pictures) {
    List<String> names =
        new ArrayList<>(pictures.stream().map(Labelled::className).distinct().toList());
    boolean numbers = names.stream().allMatch(name -> name.matches("\\d{1,9}"));
    names.sort(numbers ? Comparator.comparing(Integer::valueOf) : Comparator.naturalOrder());
    return names;
  }
}
