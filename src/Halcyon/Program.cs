using System.CommandLine;
using Halcyon.Commands;

var root = new RootCommand("Halcyon: a self-hosted platform for brain and mind care.");
root.Subcommands.Add(ServeCommand.Create(root));
root.Subcommands.Add(MigrateCommand.Create());
root.Subcommands.Add(SeedCommand.Create());
root.Subcommands.Add(AuditCommand.Create());
root.Subcommands.Add(KeysCommand.Create());
root.Subcommands.Add(InfoCommand.Create());
root.Subcommands.Add(ConvertCommand.Create());
root.Subcommands.Add(AnalyzeCommand.Create());
root.Subcommands.Add(FeaturesCommand.Create());
root.Subcommands.Add(TextCommand.Create());

var parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message);
return 2;
