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
