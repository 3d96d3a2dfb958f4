using Halcyon.Platform.Access;
using Halcyon.Wellness.CheckIns;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class RecommendedEmotionTests
{
    [Theory]
    [InlineData("joy", "sadness", "sad", "tired")]
    [InlineData("joy", "joy", "tired")]
    [InlineData("joy", "joy")]
    [InlineData(null, "anger", "angry")]
    [InlineData(null, null)]
    public void EmotionOf_WhatTheySayThemselves_OutweighsWhatWasRead(string? read, string? expected, params string[] tags)
    {
        var checkIn = CheckInDraft.Empty(UserId.New(), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        (checkIn.AiEmotionPrimary, checkIn.EmotionTags) = (read, tags);

        Assert.Equal(expected, RecommendedForCheckIn.EmotionOf(checkIn));
    }
}
