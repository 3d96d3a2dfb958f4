using Halcyon.Testing;
using Halcyon.Wellness.Tests.Insights;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

/// <summary>With a program of its own: a month takes its rows from those that everybody writes to.</summary>
public sealed class CheckInMonthsTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    [Fact]
    public async Task Month_ThatWasNotMade_LosesNothingAndTakesItsRowsOverLater()
    {
        using var person = await app.RegisterAsync();
        var userId = await person.UserIdAsync();
        await app.AddAsync(userId, ("2019-06-01T00:00:00Z", 5, null), ("2019-06-30T23:59:59.999Z", 5, null), ("2019-07-01T00:00:00Z", 5, null));
        Assert.Equal(3L, await app.QueryAsync<long>("select count(*) from wellness.check_ins_rest where user_id = $1", userId.Value));

        await app.QueryAsync<object>("select wellness.ensure_check_in_month('2019-06-15Z')");
        await app.QueryAsync<object>("select wellness.ensure_check_in_month('2019-06-15Z')");

        Assert.Equal(2L, await app.QueryAsync<long>("select count(*) from wellness.check_ins_2019_06 where user_id = $1", userId.Value));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from wellness.check_ins_rest where user_id = $1", userId.Value));
        Assert.Equal(3, (await person.GetJsonAsync("/v1/checkins")).Items().Count);
        await app.AddAsync(userId, ("2019-06-30T23:59:59.999Z", 5, null));
        Assert.Equal(3L, await app.QueryAsync<long>("select count(*) from wellness.check_ins_2019_06 where user_id = $1", userId.Value));
    }

    [Fact]
    public async Task Month_MadeByManyAtOnce_IsMadeOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.QueryAsync<object>("select wellness.ensure_check_in_month('2018-12-31T23:59:59Z')")));

        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from pg_class where relname = 'check_ins_2018_12'"));
    }
}
