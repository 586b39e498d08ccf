package org.dl4jlab.cifar.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.own.PictureLayout.Labelled;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.TrainTestSplit;

/** Divides decoded pictures into those to train on, to validate and to test. */
record Dividing(
    Map<Labelled, byte[]> pictures,
    List<String> classes,
    OwnPictures.Request request,
    DataAccess access) {

  OwnPictures divided() {
    List<Labelled> train = of(Part.TRAIN);
    List<Labelled> validation = of(Part.VALIDATION);
    List<Labelled> test = of(Part.TEST);
    if (validation.isEmpty()) {
      validation = test;
    }
    if (test.isEmpty()) {
      test = validation;
    }
    if (test.isEmpty()) {
      List<Labelled> undivided = train.isEmpty() ? of(Part.UNDIVIDED) : train;
      train = new ArrayList<>();
      test = validation = new ArrayList<>();
      for (List<Labelled> ofClass : byClass(undivided).values()) {
        TrainTestSplit<Labelled> parts = TrainTestSplit.of(ofClass, request.division());
        train.addAll(parts.train());
        test.addAll(parts.test());
      }
    }
    require(train, test);
    ImageDataset tested = dataset(test);
    return new OwnPictures(
        dataset(train), validation == test ? tested : dataset(validation), tested);
  }

  private List<Labelled> of(Part part) {
    return pictures.keySet().stream().filter(picture -> picture.part() == part).toList();
  }

  private Map<String, List<Labelled>> byClass(List<Labelled> some) {
    Map<String, List<Labelled>> byClass = new LinkedHashMap<>();
    classes.forEach(name -> byClass.put(name, new ArrayList<>()));
    some.forEach(picture -> byClass.get(picture.className()).add(picture));
    return byClass;
  }

  private void require(List<Labelled> train, List<Labelled> test) {
    if (request.division() == Division.ALL_TESTED) {
      return; // what nobody trains on may lack any class
    }
    if (train.isEmpty() || test.isEmpty()) {
      throw new UserException(
          "%s holds %d pictures to train on and %d to test on; each class needs at least %d"
              .formatted(request.place(), train.size(), test.size(), TrainTestSplit.SHARE));
    }
    List<String> untrained = lacking(train);
    if (!untrained.isEmpty()) {
      throw new UserException(
          "%s has no picture to train on of %s".formatted(request.place(), named(untrained)));
    }
    List<String> untested = lacking(test);
    if (!untested.isEmpty()) {
      access
          .notice()
          .accept("%s has no picture to test on of %s".formatted(request.place(), named(untested)));
    }
  }

  private List<String> lacking(List<Labelled> some) {
    Map<String, List<Labelled>> byClass = byClass(some);
    return classes.stream().filter(name -> byClass.get(name).isEmpty()).toList();
  }

  private static String named(List<String> some) {
    return "%s %s".formatted(some.size() == 1 ? "the class" : "the classes", Wording.some(some));
  }

  private ImageDataset dataset(List<Labelled> some) {
    int size = request.size();
    int bytes = 3 * size * size;
    byte[] pixels = new byte[Math.multiplyExact(some.size(), bytes)];
    byte[] labels = new byte[some.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(pictures.get(some.get(i)), 0, pixels, i * bytes, bytes);
      labels[i] = (byte) classes.indexOf(some.get(i).className());
    }
    return new ImageDataset(size, size, 3, pixels, labels, classes);
  }
}
