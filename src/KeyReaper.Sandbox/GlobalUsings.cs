global using KeyReaper.Sandbox.State;
