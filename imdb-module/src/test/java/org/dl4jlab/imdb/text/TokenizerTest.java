package org.dl4jlab.imdb.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jlab.imdb.text.Tokenizer.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

  private static final int HOSTILE_CHARACTERS = 1_000_000;

  private static String joined(String text) {
    return String.join(" ", Tokenizer.tokens(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "I don't know.|I do n't know .",
        "It can't and won't.|It ca n't and wo n't .",
        "Couldn't've, DON'T!|Could n't 've , DO N'T !",
        "It's the actors' and John's.|It 's the actors ' and John 's .",
        "I'm, I'd, I'll, we're, we've|I 'm , I 'd , I 'll , we 're , we 've",
        "CAN'T, IT'S, THEY'LL|CA N'T , IT 'S , THEY 'LL",
        "O'Brien at five o'clock|O'Brien at five o'clock",
        "rock'n'roll, 'em, 'tis|rock'n'roll , ' em , ' tis",
        "'Alien' isn't 'E.T.'|' Alien ' is n't ' E.T. '",
        "the 1980's and the '80s|the 1980 's and the ' 80s",
        "cannot, gonna|cannot , gonna",
        "haven't'|have n't '",
        "t'is n't|t'is n't",
        "n't 's|n't 's",
      })
  void contractionsAreSplitAsThePennTreebankDoes(String text, String words) {
    assertEquals(words, joined(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1,000 people, 7.5 of 10.|1,000 people , 7.5 of 10 .",
        "1980s, 2nd, 3D, X2|1980s , 2nd , 3D , X2",
        "8/10, 7.5/10, 100%|8 / 10 , 7.5 / 10 , 100 %",
        "$1,000,000.50!|$ 1,000,000.50 !",
        "at 10:30, 1,2 and 3,|at 10 : 30 , 1,2 and 3 ,",
        "a .5 and 5.|a . 5 and 5 .",
        "the U.S. and L.A., i.e. there|the U.S. and L.A. , i.e. there",
        "Mr. T. won. A.B|Mr . T . won . A . B",
      })
  void numbersAndInitialsKeepTheirPoints(String text, String words) {
    assertEquals(words, joined(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "well-made low-budget film|well - made low - budget film",
        "yes--no---maybe -|yes -- no -- maybe -",
        "well.. so... it ended.....|well ... so ... it ended ...",
        "What?! (Really!!)|What ? ! ( Really ! ! )",
        "and/or AT&T #1 a_b|and / or AT & T # 1 a _ b",
        "\"Good,\" he said|\" Good , \" he said",
        "``Good'' and ''bad''|\" Good \" and \" bad \"",
        "first.Second,third|first . Second , third",
        "*** :) <3|* * * : ) < 3",
      })
  void punctuationIsAWordOfItsOwn(String text, String words) {
    assertEquals(words, joined(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "don\u2019t, don\u00B4t, don`t, don\u0092t|do n't , do n't , do n't , do n't",
        "\u2018a\u2019 \u201Cb\u201D \u00ABc\u00BB \u201Ed\u201C|' a ' \" b \" \" c \" \" d \"",
        "so\u2026 yes \u2013 no\u2014ok|so ... yes -- no -- ok",
        "so\u0085 yes \u0096 no|so ... yes -- no",
        "caf\u00E9, \u0141\u00F3d\u017A|caf\u00E9 , \u0141\u00F3d\u017A",
        "cafe\u0301 ole\u0301|cafe\u0301 ole\u0301",
        "so\u00ADlo a\u00A0b\u2003c\u200Bd\uFEFF|solo a b cd",
        "\uD83D\uDE00good\u2764\uFE0F|\uD83D\uDE00 good \u2764",
        "\u6620\u753B \uD835\uDC00x|\u6620\u753B \uD835\uDC00x",
      })
  void typographyIsMadePlainAndLettersOfAnyLanguageStay(String text, String words) {
    assertEquals(words, joined(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "bad.<br /><br />Good|bad . Good",
        "<p>One<BR>two</p><i>three</i>s <bt>four|One two threes four",
        "<a href='x?a=1&b=2'>link</a>!|link !",
        "<!-- note --><!DOCTYPE html>text|text",
        "&quot;Tom &amp; Jerry&quot; &#39;x&#39;|\" Tom & Jerry \" ' x '",
        "caf&eacute; &#8230; &hellip; &#133;|caf\u00E9 ... ... ...",
        "&lt;b&gt; stays|< b > stays",
        "R&B; &unknown; AT&T|R & B ; & unknown ; AT & T",
        "I <3 it, 2 < 3 > 1|I < 3 it , 2 < 3 > 1",
        "a <unfinished|a < unfinished",
        "<<<<br />x|< < < x",
      })
  void htmlIsTakenOutAndWhatOnlyLooksLikeItIsNot(String text, String words) {
    assertEquals(words, joined(text));
  }

  @Test
  void breaksBecomeLinesAndPlainTextStaysAsItIs() {
    assertEquals(
        "One.\n\nTwo three.", Tokenizer.clean("One.<br /><br />Two <b>three</b>.").strip());
    String plain = "Nothing to do here, it's plain.";
    assertEquals(plain, Tokenizer.clean(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "<br />", "&nbsp;"})
  void textWithoutWordsHasNone(String text) {
    assertEquals(List.of(), Tokenizer.tokens(text));
  }

  @Test
  void tokensKnowWhereTheyAre() {
    assertEquals(
        List.of(
            new Token("It", 0, 2),
            new Token("was", 3, 6),
            new Token("n't", 6, 9),
            new Token("bad", 10, 13),
            new Token("...", 13, 18),
            new Token("\"", 19, 21)),
        Tokenizer.scan("It wasn't bad..... ''"));
  }

  /** Words of words are the same words, and no letter is lost or counted twice. */
  @Test
  void tokensCoverTheTextInOrderAndTokenizingAgainChangesNothing() {
    String text =
        Tokenizer.clean(
            "\u201CIt\u2019s well-made\u201D, he'd said in '98... but I couldn't've cared--less! 7.5/10");
    StringBuilder between = new StringBuilder();
    int end = 0;
    for (Token token : Tokenizer.scan(text)) {
      between.append(text, end, token.start());
      assertTrue(token.end() > token.start());
      end = token.end();
    }
    assertEquals("", between.append(text.substring(end)).toString().strip());
    List<String> words = Tokenizer.tokens(text);
    assertEquals(words, Tokenizer.tokens(String.join(" ", words)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a'", "a.", "1,", "<", "<a ", "&", "&a", "&#", "'", "n't", "'s", "-", "&amp;", "\uD83D",
        "\u0301"
      })
  @Timeout(20)
  void hostileTextTakesLinearTime(String unit) {
    Tokenizer.tokens(unit.repeat(HOSTILE_CHARACTERS / unit.length()) + "b");
  }
}
