using Halcyon.BareApi;
using Npgsql;

// The peers' SPEC.md and nothing else, on the stack that Halcyon is built of: Kestrel, System.Text.Json, Npgsql.
static string Given(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");

var address = new Uri(Given("DATABASE_URL"));
var pool = Environment.GetEnvironmentVariable("POOL") ?? "16";
// Statements of different callers share connections: fewer of them wake up and write, on both sides.
await using var dataSource = NpgsqlDataSource.Create(
    $"Host={address.Host};Port={address.Port};Username={address.UserInfo};Database={address.AbsolutePath.Trim('/')};Maximum Pool Size={pool};Multiplexing=true;Max Auto Prepare=10;Auto Prepare Min Usages=1");
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();
app.Urls.Add($"http://127.0.0.1:{Given("PORT")}");
var checkIns = new CheckIns(dataSource, new TokenCheck(Given("JWT_SECRET")));
RequestDelegate health = context =>
{
    context.Response.ContentType = "application/json";
    return context.Response.WriteAsync("""{"status":"ok"}""");
};
app.MapGet("/health", health);
app.MapPost("/v1/checkins", (RequestDelegate)checkIns.CreateAsync);
app.MapGet("/v1/checkins", (RequestDelegate)checkIns.ListAsync);
await app.RunAsync();
