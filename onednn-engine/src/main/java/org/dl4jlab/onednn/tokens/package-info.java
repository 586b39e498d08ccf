/** Texts as numbers of words: distinct words are multiplied once, then looked up. */
package org.dl4jlab.onednn.tokens;
