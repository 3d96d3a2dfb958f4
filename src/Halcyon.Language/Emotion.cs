namespace Halcyon.Language;

public enum Emotion
{
    Joy,
    Sadness,
    Anger,
    Fear,
    Disgust,
    Surprise,
    Anxiety,
    Overwhelm,
    Calm,
    Hopeful,
    Frustrated,
    Neutral,
}

/// <param name="Probability">0 to 1, calibrated on held-out texts.</param>
public readonly record struct EmotionScore(Emotion Emotion, double Probability);

/// <summary>The six basic emotions of the GoEmotions paper's coarse grouping, and neutral.</summary>
public enum BasicEmotion
{
    Anger,
    Disgust,
    Fear,
    Joy,
    Neutral,
    Sadness,
    Surprise,
}

/// <param name="Probability">0 to 1, calibrated.</param>
/// <param name="IsPresent">Above the threshold that is best for F1; several can be.</param>
public readonly record struct BasicEmotionScore(BasicEmotion Emotion, double Probability, bool IsPresent);
