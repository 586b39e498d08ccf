/** Convolutions over words: distinct words are multiplied once, then looked up. */
package org.dl4jlab.onednn.words;
