using Halcyon.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Halcyon.Platform.Modules;

/// <summary>Adds the outbox to every module's model, so that an event is saved with the rows that caused it.</summary>
internal sealed class ModuleModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        OutboxMessage.Map(modelBuilder);
    }
}
