package org.dl4jlab.imdb.data;

import java.util.Comparator;

/**
 * The order of reviews by their ids, numbers in them by their value: {@code neg/9_1} comes before
 * {@code neg/10_1}. Archives and folders have orders of their own, which mean nothing.
 */
final class ReviewOrder {

  static final Comparator<Review> BY_ID = Comparator.comparing(Review::id, ReviewOrder::compare);

  private ReviewOrder() {}

  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int difference;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int endA = numberEnd(a, i);
        int endB = numberEnd(b, j);
        difference = compareNumbers(a, i, endA, b, j, endB);
        i = endA;
        j = endB;
      } else {
        difference = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (difference != 0) {
        return difference;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  /** Of any length; 007 equals 7 here, then the whole id decides. */
  private static int compareNumbers(String a, int i, int endA, String b, int j, int endB) {
    while (i < endA && a.charAt(i) == '0') {
      i++;
    }
    while (j < endB && b.charAt(j) == '0') {
      j++;
    }
    int digits = Integer.compare(endA - i, endB - j);
    while (digits == 0 && i < endA) {
      digits = Character.compare(a.charAt(i++), b.charAt(j++));
    }
    return digits;
  }

  private static int numberEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
